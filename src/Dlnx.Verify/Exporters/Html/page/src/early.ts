import { restoreScheme } from './scheme';

document.documentElement.classList.add('js');
restoreScheme();
